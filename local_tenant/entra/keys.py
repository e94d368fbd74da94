"""RSA signing keys: made once, kept in the data folder, published as a JSON Web Key Set."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

KEY_BITS = 2048


class SigningKeys:
    """The keys of one issuer: the last one signs, all of them are published."""

    def __init__(self, name: str, folder: Path | None) -> None:
        """Reads `{folder}/{name}.pem`, or makes it; without a folder keys live in memory."""
        self._file = folder / f"{name}.pem" if folder else None
        self.keys = [_kept(self._file) if self._file else _shared(name)]

    @property
    def current(self) -> rsa.RSAPrivateKey:
        """The key that signs."""
        return self.keys[-1]

    @property
    def key_id(self) -> str:
        """The `kid` of the key that signs."""
        return key_id(self.current)

    def rotate(self, *, keep_old: bool = True) -> str:
        """Signs with a new key from now on. Returns its `kid`."""
        fresh = _new_key()
        self.keys = [*(self.keys if keep_old else []), fresh]
        if self._file:
            _write(self._file, fresh)
        return self.key_id

    def published(self, **extra: object) -> dict[str, Any]:
        """The JSON Web Key Set (RFC 7517); `extra` is added to each key."""
        return {"keys": [{**_public(one), **extra} for one in self.keys]}


@cache
def key_id(key: rsa.RSAPrivateKey) -> str:
    """A key's id: stable as long as the key is."""
    number = key.public_key().public_numbers().n
    return hashlib.sha256(str(number).encode()).hexdigest()[:32]


@cache
def _public(key: rsa.RSAPrivateKey) -> dict[str, Any]:
    public = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    kid = key_id(key)
    return {"kty": "RSA", "use": "sig", "kid": kid, "x5t": kid, "n": public["n"], "e": public["e"]}


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)


@cache
def _shared(name: str) -> rsa.RSAPrivateKey:
    # Making a key takes a tenth of a second or more: tests that keep nothing share one by name.
    return _new_key()


def _kept(file: Path) -> rsa.RSAPrivateKey:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, _new_key())
    return _loaded(file.read_bytes())


@cache
def _loaded(pem: bytes) -> rsa.RSAPrivateKey:
    # OpenSSL proves the primes of a key it loads, for 40 ms: once a process is enough.
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("The file of a signing key holds another kind of key")
    return key


def _write(file: Path, key: rsa.RSAPrivateKey) -> None:
    file.touch(mode=0o600)
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
