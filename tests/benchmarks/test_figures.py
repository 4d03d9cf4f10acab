import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.figures import (
    BEGIN,
    END,
    Figure,
    Files,
    add,
    cpu_ms,
    machine,
    quantile,
    spread_ms,
    table,
    write,
)

ROW = Figure("order to board", "50 / 90 ms", "browser", "0.2 ms", "3.1 ms")


@pytest.fixture
def files(tmp_path: Path) -> Files:
    files = Files(*(tmp_path / name for name in ("README.md", "benchmarks.md", "results.json")))
    for path in (files.readme, files.how):
        path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    return files


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
    assert "| order to board | 50 / 90 ms | 3.1 ms | 0.2 ms |" in text


def test_what_one_operation_costs_is_in_milliseconds() -> None:
    assert (cpu_ms(2.0, 40), cpu_ms(0.0124, 4), cpu_ms(0.004, 100)) == (
        "50 ms",
        "3.1 ms",
        "0.04 ms",
    )


def test_a_run_says_how_fast_the_machine_is_just_now() -> None:
    assert re.search(r"load \d+\.\d, a loop of plain Python in \d+ ms$", machine())


def test_only_what_stands_between_the_marks_is_written_anew(files) -> None:
    for _ in range(2):
        write(files, [ROW], "2 cores")
    text = files.readme.read_text()
    assert text.startswith(f"before\n{BEGIN}\n")
    assert text.endswith(f"{END}\nafter\n")
    assert text.count("order to board") == 1
    assert "old" not in text


def test_how_a_row_was_measured_is_told_elsewhere(files) -> None:
    write(files, [ROW], "2 cores")
    assert "browser" not in files.readme.read_text()
    assert "- **order to board**: browser." in files.how.read_text()


@pytest.mark.parametrize("lost", ["readme", "how"])
def test_a_readme_without_marks_is_left_alone(files, lost) -> None:
    getattr(files, lost).write_text("no marks")
    with pytest.raises(SystemExit, match="has lost its marks"):
        write(files, [ROW], "2 cores")
    assert getattr(files, lost).read_text() == "no marks"
    assert "order to board" not in files.readme.read_text() + files.how.read_text()


def test_rows_measured_alone_take_the_place_of_their_namesakes(files) -> None:
    write(files, [ROW, Figure("orders placed", "17 a second")], "2 cores")

    add(files, [Figure("orders placed", "300 a second", "alone")], "a quiet one")

    text, how = files.readme.read_text(), files.how.read_text()
    assert "50 / 90 ms" in text
    assert "2 cores." in text
    assert "17 a second" not in text
    assert "300 a second" in text
    assert "a quiet one)" in how
