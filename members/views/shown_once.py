"""The link of an invitation is stored nowhere: only who made it sees it again, sealed in that session."""

from urllib.parse import quote

from cryptography.fernet import InvalidToken

from wksbm.core.sealing import seal, unseal

_KEY = "links_made"
_KEPT = 20


def keep_path(request, kind: str, pk: int, path: str) -> None:
    """Remember the path of a link that was just made; the oldest of many are forgotten."""
    made = request.session.get(_KEY, {})
    made[f"{kind}-{pk}"] = seal(path).decode()
    request.session[_KEY] = dict(list(made.items())[-_KEPT:])


def kept_address(request, kind: str, pk: int) -> str:
    """The whole address of a link made in this session, else nothing."""
    sealed = request.session.get(_KEY, {}).get(f"{kind}-{pk}")
    if not sealed:
        return ""
    try:
        return request.build_absolute_uri(unseal(sealed.encode()))
    except InvalidToken:  # the keys were rotated in between
        return ""


def chat_address(phone: str, text: str) -> str:
    """WhatsApp with a ready text: to the person's number, or with the list of chats to choose from."""
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(text)}"
