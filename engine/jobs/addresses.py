"""Which addresses of the network the program may call for the person, and which never.

A name is looked up once and the connection goes to the very address that was checked: a name server that answers
differently the second time changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from engine.errors import EngineError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
"""From a host's name and a port to its addresses, as text."""

METADATA = {ipaddress.ip_address(text) for text in ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")}
"""Where machines of cloud providers ask about themselves, besides the link-local address: never called."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefused(EngineError):
    """A host lies where the program does not call."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them, the preferred one first.

    Raises:
        OSError: the name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def checked_addresses(host: str, port: int, allow_private: bool, resolver: Resolve = resolve) -> list[Address]:
    """The addresses of a host, all of which may be called.

    Args:
        host: a name or an address.
        port: the port, which the resolver is asked for too.
        allow_private: this machine and private networks may be called.
        resolver: looks the name up.

    Raises:
        AddressRefused: at least one of them may not be called.
        OSError: the name is not known.
    """
    addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in resolver(host, port)]
    if not addresses:
        raise OSError("the name has no address")
    for address in addresses:
        fault = _fault(address, allow_private)
        if fault:
            raise AddressRefused(f"{host} has {fault}, which is not called{_remedy(address)}.")
    return addresses


def is_private(address: Address) -> bool:
    """It belongs to this machine or to a private network."""
    address = _innermost(address)
    return not address.is_global and not _never(address)


def _fault(address: Address, allow_private: bool) -> str:
    inner = _innermost(address)
    if _never(inner):
        return "a link-local, multicast, metadata or reserved address"
    if is_private(inner) and not allow_private:
        return "an address of this machine or of a private network"
    return ""


def _remedy(address: Address) -> str:
    return " unless private addresses are allowed (--allow-private)" if is_private(address) else ""


def _never(address: Address) -> bool:
    """It is no server of anybody's: neighbours without a router, groups, cloud metadata, nothing at all."""
    return (
        address.is_link_local or address.is_multicast or address.is_unspecified or address in METADATA
        or (address.is_reserved and not address.is_loopback) or getattr(address, "is_site_local", False)
    )  # fmt: skip


def _innermost(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it does: it is the one that is reached."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
