"""Whom a push service writes to when our messages trouble it (the `sub` of RFC 8292)."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

# Names that mean a machine or a network of one's own (RFC 2606, 6761, 6762, 8375, and habit).
# Google's service takes them; Apple's answers 403 BadJwtToken to every message.
NOT_PUBLIC = frozenset(
    {
        *("localhost", "localdomain", "local", "internal", "intranet", "private"),
        *("lan", "home", "corp", "test", "invalid", "arpa", "onion"),
    }
)


def is_reachable(contact: str) -> bool:
    """`mailto:` with an address, or `https:` with a host, whose domain is a public one."""
    scheme, colon, rest = contact.partition(":")
    if not colon or contact != contact.strip() or not contact.isprintable():
        return False
    if scheme.lower() == "mailto":
        return _is_mailbox(rest)
    return scheme.lower() == "https" and _is_site(contact)


def _is_mailbox(address: str) -> bool:
    try:
        found = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return _is_public(found.ascii_domain)


def _is_site(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.username is None and _is_public(parts.hostname or "")
    except ValueError:  # brackets that do not close
        return False


def _is_public(domain: str) -> bool:
    labels = domain.lower().rstrip(".").split(".")
    return len(labels) > 1 and all(labels) and labels[-1] not in NOT_PUBLIC and not _is_ip(domain)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return host.rstrip(".").rpartition(".")[2].isdigit()
    return True
