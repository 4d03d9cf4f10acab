"""Whose line an IP address is."""

from ipaddress import IPv6Address, ip_address


def network_of(address: str) -> str:
    """Who shares a line: an IPv4 address, or the /64 that one IPv6 household has."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(IPv6Address(int(ip) >> 64 << 64))
    return str(ip)
