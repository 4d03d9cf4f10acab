"""What an engine would run, checked without one: every name used is defined somewhere."""

import re
import runpy
import shlex
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from foodapp.gateways.stripe.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.kit import db
from foodapp.kit.settings import DEMO_SECRET, whole
from testgateway.config import GatewaySettings
from tests.fixtures.site import ROOT

ASKED_FOR = re.compile(r"(?<!\$)\$\{(\w+)(?::([?-])([^}]*))?\}")
PINNED = re.compile(r"^[\w./-]+:\d[\w.-]*\d[\w.-]*$")
SECRETS = {"FOODAPP_SECRET_KEY", "DB_PASSWORD", "DB_APP_PASSWORD", "VALKEY_PASSWORD"}
ONE_SHOT = {"migrate", "town"}
compose_settings = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts/compose_settings.py")))
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
EVERY_SERVICE = pytest.mark.parametrize("name", SERVICES)


def known_settings() -> set[str]:
    ours = {f"FOODAPP_{name}".upper() for name in whole().model_fields}
    gateways = {f"FOODAPP_GATEWAY_{name}".upper() for name in GatewaySettings.model_fields}
    of_the_build = set(re.findall(r"FOODAPP_[A-Z_]+", (ROOT / "rxconfig.py").read_text()))
    return ours | gateways | of_the_build


def env_file(name: str) -> dict[str, str]:
    lines = (ROOT / "deploy" / name).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


# The Dockerfile


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text()
    joined = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.M))
    return [(line.split()[0], line.split(None, 1)[1]) for line in joined.splitlines() if line]


def stages() -> list[str]:
    return [words.split(" AS ")[1] for verb, words in instructions() if verb == "FROM"]


def test_every_stage_is_used_and_every_base_is_pinned() -> None:
    used = {service["build"]["target"] for service in SERVICES.values() if "build" in service}
    for verb, words in instructions():
        if verb == "FROM":
            base = words.split(" AS ")[0]
            assert base in stages() or PINNED.match(base), base
            used.add(base)
        used.update(re.findall(r"--from=(\w+)", words))
    assert set(stages()) <= used
    assert used & {"lean", "screens"} == {"lean", "screens"}


def test_everything_that_is_copied_exists_and_is_let_in() -> None:
    let_in = [
        line[1:]
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    ]
    copied = [
        source
        for verb, words in instructions()
        if verb == "COPY" and "--from" not in words
        for source in shlex.split(words)[:-1]
    ]
    assert len(copied) > 10
    for source in copied:
        assert (ROOT / source).exists(), source
        assert source in let_in, source
    assert set(let_in) <= set(copied), "let in for nothing"


def test_packages_come_from_the_lock_file_by_hash_and_no_secret_is_baked() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes" in text
    assert not re.search(r"^(ENV|ARG) .*(SECRET|PASSWORD|KEY)", text, re.M)


def test_what_the_lean_image_leaves_out_was_in_the_lock_file() -> None:
    [removed] = [words for verb, words in instructions() if "pip uninstall" in words]
    lock = (ROOT / "requirements.lock").read_text()
    for package in removed.split("-y")[1].split():
        assert package == "pip" or re.search(rf"^{package}==", lock, re.M), package


def test_nobody_runs_as_root() -> None:
    verbs = instructions()
    last_user = [words for verb, words in verbs if verb == "USER"][-1]
    assert last_user == "10001:10001"
    after = verbs[[verb for verb, _ in verbs].index("USER") :]
    assert ("ENTRYPOINT", '["tini", "--"]') in after
    assert any(verb == "HEALTHCHECK" for verb, _ in after)


def test_the_images_variables_are_settings() -> None:
    named = set(re.findall(r"FOODAPP_[A-Z_]+", (ROOT / "Dockerfile").read_text()))
    assert named
    assert named <= known_settings()


# docker-compose.yml


@EVERY_SERVICE
def test_a_service_names_only_what_is_defined(name: str) -> None:
    service = SERVICES[name]
    assert set(service.get("networks", [])) <= set(COMPOSE["networks"])
    assert set(service.get("depends_on", [])) <= set(SERVICES)
    for mount in service.get("volumes", []):
        source = re.sub(r"\$\{[^}]*\}", "./", mount).split(":")[0]
        if source.startswith("."):
            assert (ROOT / source).exists(), source
        else:
            assert source in COMPOSE["volumes"], source
    for config in service.get("configs", []):
        assert config["source"] in COMPOSE["configs"]
    if "build" in service:
        assert service["build"]["target"] in stages()
    else:
        assert PINNED.match(service["image"]), service["image"]


@EVERY_SERVICE
def test_a_service_is_watched(name: str) -> None:
    service = SERVICES[name]
    check = service.get("healthcheck", {})
    if name in ONE_SHOT:
        assert check == {"disable": True}
        assert service["restart"] == "no"
    else:
        assert check.get("test"), "no health check"
        assert service["restart"] == "unless-stopped"


@EVERY_SERVICE
def test_a_service_waits_for_health_only_where_there_is_a_check(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        done_once = how["condition"] == "service_completed_successfully"
        assert done_once == (other in ONE_SHOT), other


@EVERY_SERVICE
def test_our_own_programs_write_nowhere_but_where_they_may(name: str) -> None:
    service = SERVICES[name]
    if name == "postgres":  # its image writes in several places
        return
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]


@EVERY_SERVICE
def test_the_variables_of_a_service_are_settings(name: str) -> None:
    named = {key for key in SERVICES[name].get("environment", {}) if key.startswith("FOODAPP_")}
    named |= set(SERVICES[name].get("build", {}).get("args", {}))
    assert named <= known_settings()


def test_the_modules_that_services_start_exist() -> None:
    from foodapp.cli import app

    commands = {one.callback.__name__.replace("_", "-") for one in app.registered_commands}
    for service in SERVICES.values():
        words = [*service.get("command", []), *service.get("healthcheck", {}).get("test", [])]
        for before, word in pairwise(words):
            if before == "-m" and word.startswith("foodapp"):
                module = ROOT / word.replace(".", "/")
                assert module.with_suffix(".py").exists() or (module / "__main__.py").exists()
            if before == "foodapp.cli":
                assert word in commands, word


OURS = [name for name, one in SERVICES.items() if "FOODAPP_MODE" in one.get("environment", {})]


@pytest.mark.parametrize("name", OURS)
def test_every_setting_reaches_every_program_of_ours(name: str) -> None:
    """What neither compose nor the image sets could not be set at all."""
    of_the_image = {
        word.split("=")[0]
        for verb, words in instructions()
        if verb == "ENV"
        for word in words.split()
    }
    reached = set(SERVICES[name]["environment"]) | of_the_image
    assert set(compose_settings.variables()) - reached <= {"DATABASE_OWNER_URL"}


def test_only_who_migrates_can_sign_in_as_the_owner_of_the_tables() -> None:
    owners = {name for name, one in SERVICES.items() if "${DB_PASSWORD" in str(one)}
    assert owners == {"migrate", "town", "postgres"}
    assert SERVICES["town"]["profiles"] == ["demo"]
    for name in OURS:
        assert "foodapp_app:" in SERVICES[name]["environment"]["DATABASE_URL"]


def test_the_pools_of_all_programs_fit_the_servers_connections() -> None:
    """Every process at its busiest, beside those that come and go: migrate, the town, a console."""
    chosen = whole()()
    processes = {
        name: chosen.web_workers if one["image"] != "foodapp:runtime" else 1
        for name, one in SERVICES.items()
        if name in OURS and name not in ONE_SHOT
    }
    [workers] = [
        int(after) for before, after in pairwise(SERVICES["worker"]["command"]) if before == "-c"
    ]
    processes |= {"worker": workers, "beat": 0, "gateway": 0}  # these two keep books of their own
    del processes["notifier"]  # one process with a smaller pool
    own = int(SERVICES["notifier"]["environment"]["FOODAPP_DB_POOL_SIZE"])
    most, of_notifier = db.most_connections(chosen), 2 * own
    assert sum(processes.values()) == 10
    used = sum(processes.values()) * most + of_notifier
    assert used + 10 <= 100 - 3, "three are kept for a superuser"


def test_the_settings_in_compose_are_written_from_the_code() -> None:
    assert {*OURS} == {name for name, one in SERVICES.items() if "foodapp" in one.get("image", "")}
    assert compose_settings.written(TEXT) == TEXT, "run: python scripts/compose_settings.py"
    assert set(compose_settings.ELSEWHERE) <= set(compose_settings.variables())


def test_the_example_names_only_what_can_be_set() -> None:
    named = set(
        re.findall(r"^# (FOODAPP_[A-Z_]+)=", (ROOT / "deploy/example.env").read_text(), re.M)
    )
    assert len(named) > 5
    assert named <= known_settings()


def test_each_persona_has_its_service_and_its_address() -> None:
    for persona in ("customer", "restaurant", "rider", "admin"):
        service = SERVICES[persona]
        assert service["build"]["args"]["FOODAPP_PERSONA"] == persona
        url = service["environment"]["FOODAPP_PUBLIC_URL"]
        assert service["build"]["args"]["FOODAPP_PUBLIC_URL"] == re.sub(r":\?[^}]*", "", url)
        assert SERVICES["nginx"]["environment"][f"EDGE_{persona.upper()}"] == f"{persona}:8000"
    urls = {SERVICES[one]["environment"]["FOODAPP_PUBLIC_URL"] for one in ("rider", "admin")}
    assert len(urls) == 2


def test_only_nginx_and_the_demos_card_page_can_be_reached_from_outside() -> None:
    assert {name for name, one in SERVICES.items() if "ports" in one} == {"nginx", "gateway"}
    assert SERVICES["gateway"]["profiles"] == ["demo"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert all(SERVICES[name]["networks"] == ["inside"] for name in ("postgres", "valkey", "cache"))


def test_no_secret_has_a_default_and_each_missing_one_is_asked_for_in_words() -> None:
    asked: dict[str, set[str]] = {}
    for name, how, words in ASKED_FOR.findall(TEXT):
        asked.setdefault(name, set()).add(how)
        if how == "?":
            assert words.startswith(f"Set {name} to "), words
    for secret in SECRETS | {"DOMAIN", "TLS_DIR"}:
        assert "?" in asked[secret]
        assert "-" not in asked[secret]
    for secret in (DEMO_SECRET, DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET):
        assert secret not in TEXT
    for name, hows in asked.items():  # what is not asked for has a default wherever it stands
        assert "?" in hows or hows == {"-"}, name


def test_the_example_lists_what_is_asked_for_and_the_demo_can_do_no_harm() -> None:
    asked = {name for name, how, _ in ASKED_FOR.findall(TEXT) if how == "?"}
    assert set(env_file("example.env")) == asked
    assert set(env_file("example.env").values()) == {""}
    demo = env_file("demo.env")
    assert asked <= set(demo)
    settings = {key.removeprefix("FOODAPP_").lower(): value for key, value in demo.items()}
    kept = {key: value for key, value in settings.items() if key in whole().model_fields}
    whole()(**kept)
    with pytest.raises(ValueError, match=r"FOODAPP_SECRET_KEY.*FOODAPP_STRIPE_SECRET_KEY"):
        whole()(**{**kept, "mode": "production"})


# .github/workflows


def test_the_workflow_does_what_continuous_integration_does_and_pins_its_actions() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    called = [step["run"] for step in steps if "run" in step]
    assert called == [".ci/run"]
    made = set(re.findall(r"^make ([a-z-]+)", (ROOT / ".ci/run").read_text(), re.M))
    assert made == {"check", "test"} <= targets
    assert all(re.search(r"@[0-9a-f]{40}$", step["uses"]) for step in steps if "uses" in step)
    kept = [step["with"] for step in steps if "upload-artifact" in step.get("uses", "")]
    assert kept[0]["path"] == "artefacts/"
    assert workflow["permissions"] == {"contents": "read"}


def test_no_file_of_the_deployment_names_latest() -> None:
    for file in [
        ROOT / "Dockerfile",
        ROOT / "docker-compose.yml",
        *Path(ROOT / "deploy").rglob("*"),
    ]:
        if file.is_file() and "tls" not in file.parts:
            assert ":latest" not in file.read_text()
