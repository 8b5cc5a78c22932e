import pytest

from members.templatetags.devices import device_name


@pytest.mark.parametrize(
    ("user_agent", "shown"),
    [
        (
            "Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36",
            "Chrome di HP Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
            "Safari di iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/139.0 Safari/537.36 Edg/139.0", "Edge di laptop Windows"),
        ("curl/8.5", "Perangkat lain"),
        ("", "Perangkat lain"),
    ],
)
def test_a_device_is_named_as_its_owner_would(user_agent, shown):
    assert device_name(user_agent) == shown
