"""Addresses of static files: as the manifest says, for each file its own."""

import json

import pytest

from wksbm.static_files import StaticFiles


@pytest.fixture
def files(tmp_path):
    manifest = {"version": "1.1", "hash": "", "paths": {"icons.svg": "icons.12ab.svg", "js/menus.js": "js/menus.3c.js"}}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    return StaticFiles(location=tmp_path)


def test_an_address_is_the_same_the_second_time(files):
    for _time in range(2):
        assert files.url("icons.svg") == "/static/icons.12ab.svg"
        assert files.url("js/menus.js") == "/static/js/menus.3c.js"


def test_a_file_that_is_missing_is_said_to_be_missing_each_time(files):
    for _time in range(2):
        with pytest.raises(ValueError, match="gone"):
            files.url("gone.svg")
