"""Where keys come from, and which ones a real portal refuses."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from wksbm.embedded import CHECKOUT
from wksbm.keys import demo_keys, new_keys, refuse_unfit_keys


@pytest.fixture
def fit(tmp_path):
    keys = new_keys()
    return {
        "secret_key": keys["SECRET_KEY"],
        "data_keys": keys["DATA_KEY"],
        "hash_keys": keys["HASH_KEY"],
        "allowed_hosts": ["wksbm.desa.id"],
        "demo_file": tmp_path / "keys.json",
    }


def test_fresh_keys_are_fit_and_never_the_same(fit):
    refuse_unfit_keys(**fit)
    first, second = new_keys(), new_keys()
    assert all(first[name] != second[name] for name in ("SECRET_KEY", "DATA_KEY", "HASH_KEY"))


def test_demo_keys_are_made_once_and_readable_by_their_owner_alone(tmp_path):
    path = tmp_path / "var" / "keys.json"
    made = demo_keys(path)
    assert demo_keys(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["keys.json"]


def test_processes_that_start_together_agree_on_the_demo_keys(tmp_path):
    path = tmp_path / "keys.json"
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: json.dumps(demo_keys(path)), range(8)))
    assert len(set(made)) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"secret_key": ""}, "SECRET_KEY belum diisi"),
        ({"data_keys": []}, "DATA_KEY belum diisi"),
        ({"hash_keys": [""]}, "HASH_KEY belum diisi"),
        ({"hash_keys": ["pendek"]}, "HASH_KEY terlalu pendek"),
        ({"data_keys": ["x" * 44]}, "DATA_KEY bukan kunci yang sah"),
        ({"allowed_hosts": []}, "ALLOWED_HOSTS harus berisi"),
        ({"allowed_hosts": ["wksbm.desa.id", "*"]}, "ALLOWED_HOSTS harus berisi"),
    ],
)
def test_a_real_portal_refuses_keys_that_protect_nothing(fit, change, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        refuse_unfit_keys(**fit | change)


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATA_KEY", "HASH_KEY"])
def test_a_real_portal_refuses_each_key_of_the_demo_also_as_an_older_one(fit, name):
    demo = demo_keys(fit["demo_file"])
    argument = {"SECRET_KEY": "secret_key", "DATA_KEY": "data_keys", "HASH_KEY": "hash_keys"}[name]
    taken = demo[name] if name == "SECRET_KEY" else [*fit[argument], *demo[name]]
    with pytest.raises(ImproperlyConfigured, match=f"{name} masih kunci contoh"):
        refuse_unfit_keys(**fit | {argument: taken})


def test_older_keys_may_stand_behind_the_newest(fit):
    refuse_unfit_keys(**fit | {"data_keys": [Fernet.generate_key().decode(), *fit["data_keys"]]})


def test_a_command_without_fit_keys_ends_in_one_sentence(tmp_path):
    here = os.environ | {"PORTAL_MODE": "production", "ALLOWED_HOSTS": "wksbm.desa.id", "VAR_DIR": str(tmp_path)}
    for name in ("SECRET_KEY", "DATA_KEY", "HASH_KEY"):
        here.pop(name, None)
    services = {"DATABASE_URL": "postgres://127.0.0.1:1/tiada", "REDIS_URL": "redis://127.0.0.1:1/0"}
    command = [sys.executable, CHECKOUT / "manage.py", "check"]
    done = subprocess.run(command, env=here | services, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY belum diisi.")
    assert done.stderr.count("\n") == 1
