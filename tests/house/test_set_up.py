"""The set-up: locked, hash-checked, told in sentences, and quick when there is nothing to do."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import time

import pytest

from wksbm.embedded import CHECKOUT


@pytest.fixture(scope="module")
def install():
    """`bin/install.py`, which is no module of a package because it runs before any package is there."""
    found = importlib.util.spec_from_file_location("install", CHECKOUT / "bin" / "install.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def pins(name: str) -> dict[str, str]:
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9][^=\s\[]*)(?:\[[^]]*\])?==(\S+)", text, re.MULTILINE))


def test_the_tests_run_on_exactly_the_packages_that_the_portal_runs_on():
    portal, dev = pins("portal"), pins("dev")

    assert "django" in portal
    assert {name: dev.get(name) for name in portal} == portal


@pytest.mark.parametrize("name", ["portal", "dev", "node"])
def test_every_python_package_is_locked_by_hash_and_no_lock_names_a_host(name):
    text = (CHECKOUT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))

    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|--index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize("folder", [".", "tests/lighthouse"])
def test_every_front_end_package_is_locked_by_hash_and_comes_from_no_named_host(folder):
    packages = json.loads((CHECKOUT / folder / "package-lock.json").read_text())["packages"]
    installed = {name: lock for name, lock in packages.items() if name}

    assert [name for name, lock in installed.items() if not lock["integrity"].startswith("sha512-")] == []
    assert [name for name, lock in installed.items() if "resolved" in lock] == []


def test_what_only_the_tests_need_of_the_front_end_is_marked_so_and_stays_out_of_the_portal(install):
    wanted = json.loads((CHECKOUT / "package.json").read_text())
    packages = json.loads((CHECKOUT / "package-lock.json").read_text())["packages"]

    assert {name for name, lock in packages.items() if lock.get("dev")} == {
        f"node_modules/{name}" for name in wanted["devDependencies"]
    }
    assert install.holding("portal") == ("dev", "portal")
    assert install.holding("dev") == ("dev",)


def test_no_shell_stands_between_the_supervisor_and_a_part_of_the_portal():
    commands = [line.split(": ", 1)[1] for line in (CHECKOUT / "Procfile").read_text().splitlines()]

    assert len(commands) == 3
    assert [command for command in commands if not command.startswith("exec ")] == []


def test_a_machine_without_a_fitting_python_is_told_what_to_install(tmp_path):
    for name in ("sh", "dirname", "readlink"):
        (tmp_path / name).symlink_to(shutil.which(name))

    for script in ("setup", "run", "test"):
        done = subprocess.run(
            [CHECKOUT / "bin" / script], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Portal memerlukan Python 3.11")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("ERROR: Could not find a version that satisfies the requirement django==5.2.19", "sambungan internet"),
        ("npm error code EAI_AGAIN", "sambungan internet"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "ruang penyimpanan",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "berbeda dari yang dikunci"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "sertifikat"),
        ("Segmentation fault", "rinciannya ada di akhir"),
    ],
)
def test_a_failed_step_is_explained_by_what_to_do(install, output, said):
    sentence = str(install.explain(output, "Paket Python tidak dapat dipasang"))

    assert said in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_set_up_that_has_nothing_to_do_is_quick_and_silent(install):
    if not install.stamp_fits(install.python_stamp("dev"), install.requirements("dev")):
        pytest.fail("This checkout is not set up: run bin/setup --dev first.")
    started = time.monotonic()

    done = subprocess.run([CHECKOUT / "bin" / "setup", "--dev"], cwd="/", capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - started < 5


def test_what_follows_the_set_up_gets_its_arguments_and_keeps_its_exit_status():
    done = subprocess.run(
        [CHECKOUT / "bin" / "setup", "--then", "-c", "import sys; print(sys.argv[1:]); sys.exit(7)", "-k", "a b"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CDPATH": "/"},
    )

    assert (done.returncode, done.stdout) == (7, "['-k', 'a b']\n")
