from datetime import UTC, datetime

import pytest

from benchmarks.figures import BEGIN, END, Figure, add, quantile, spread_ms, table, write

ROW = Figure("order to board", "50 / 90 ms", "browser", "0.2 ms")


def test_a_quantile_is_a_value_that_was_measured() -> None:
    hundred = [float(n) for n in range(1, 101)]
    assert quantile(hundred, 0.99) == 99.0
    assert quantile(hundred, 1.0) == 100.0
    assert quantile([7.0], 0.99) == 7.0
    assert quantile([1.0, 2.0, 3.0], 0.99) == 3.0, "of few, the slowest"


def test_a_spread_is_in_milliseconds() -> None:
    assert spread_ms([0.0012, 0.0012, 0.05]) == "1.2 / 50 ms"


def test_the_table_says_when_and_where() -> None:
    text = table([ROW], "2 cores", datetime(2026, 11, 23, tzinfo=UTC))
    assert text.startswith("2026-11-23, 2 cores.\n")
    assert "| order to board | 50 / 90 ms | 0.2 ms | browser |" in text


def test_only_what_stands_between_the_marks_is_written_anew(tmp_path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    for _ in range(2):
        write(readme, tmp_path / "results.json", [ROW], "2 cores")
    text = readme.read_text()
    assert text.startswith(f"before\n{BEGIN}\n")
    assert text.endswith(f"{END}\nafter\n")
    assert text.count("order to board") == 1
    assert "old" not in text


def test_a_readme_without_marks_is_left_alone(tmp_path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("no marks")
    with pytest.raises(SystemExit, match="has lost its marks"):
        write(readme, tmp_path / "results.json", [ROW], "2 cores")
    assert readme.read_text() == "no marks"


def test_rows_measured_alone_take_the_place_of_their_namesakes(tmp_path) -> None:
    readme, results = tmp_path / "README.md", tmp_path / "results.json"
    readme.write_text(f"{BEGIN}\n{END}\n")
    write(readme, results, [ROW, Figure("orders placed", "17 a second")], "2 cores")

    add(readme, results, [Figure("orders placed", "300 a second", "alone")], "a quiet one")

    text = readme.read_text()
    assert "50 / 90 ms" in text
    assert "2 cores." in text
    assert "17 a second" not in text
    assert "300 a second" in text
    assert "a quiet one)" in text
