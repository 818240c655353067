#!/usr/bin/env python3
"""Checks the known answers in this folder with a second implementation, which shares no code with the first.

    python3 -m pip install cryptography
    python3 check_vectors.py            # checks; ends with 1 if anything differs
    python3 check_vectors.py --make     # writes the files anew, after a form was given a new version

BLAKE2b and SHA-256 are Python's, ChaCha20-Poly1305 and Ed25519 those of OpenSSL (through `cryptography`), and HChaCha20
is written out below: nothing comes from libsodium, which the program uses. The Swift tests check the same files.
"""
import base64
import hashlib
import json
import pathlib
import struct
import sys
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FOLDER = pathlib.Path(__file__).resolve().parent


# --- Primitives ---------------------------------------------------------------------------------------------------

def hchacha20(key, nonce):
    """draft-irtf-cfrg-xchacha-03, section 2.2."""
    words = list(struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key) + struct.unpack("<4I", nonce))

    def quarter(a, b, c, d):
        for first, second, third, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            words[first] = (words[first] + words[second]) & 0xFFFFFFFF
            mixed = words[third] ^ words[first]
            words[third] = (mixed << turn | mixed >> (32 - turn)) & 0xFFFFFFFF

    for _ in range(10):
        for column in range(4):
            quarter(column, 4 + column, 8 + column, 12 + column)
        for diagonal in range(4):
            quarter(diagonal, 4 + (diagonal + 1) % 4, 8 + (diagonal + 2) % 4, 12 + (diagonal + 3) % 4)
    return struct.pack("<8I", *(words[:4] + words[12:]))


def xchacha20poly1305(key, nonce):
    return ChaCha20Poly1305(hchacha20(key, nonce[:16])), b"\0\0\0\0" + nonce[16:]


def blake2b(message, key=b"", size=32):
    return hashlib.blake2b(message, key=key, digest_size=size).digest()


def with_length(data):
    return struct.pack(">Q", len(data)) + data


# --- Forms --------------------------------------------------------------------------------------------------------

def committing_keys(key, domain):
    return blake2b(domain + b" encryption", key), blake2b(domain + b" commitment", key)


def committing_seal(key, domain, nonce, text, additional):
    encryption, commitment = committing_keys(key, domain)
    cipher, short_nonce = xchacha20poly1305(encryption, nonce)
    return nonce + blake2b(nonce, commitment) + cipher.encrypt(short_nonce, text, additional)


def committing_open(key, domain, sealed, additional):
    nonce, commitment, ciphertext = sealed[:24], sealed[24:56], sealed[56:]
    encryption, commitment_key = committing_keys(key, domain)
    assert blake2b(nonce, commitment_key) == commitment, "commitment"
    cipher, short_nonce = xchacha20poly1305(encryption, nonce)
    return cipher.decrypt(short_nonce, ciphertext, additional)


def wrap_additional(purpose, term, owner):
    return b"\x01" + with_length(purpose.encode()) + with_length(struct.pack(">I", term)) + with_length(owner)


def wrap(wrapping, nonce, secret, purpose, term, owner=bytes(16)):
    return b"\x01" + committing_seal(
        wrapping, b"xinyu wrapped key 1", nonce, secret, wrap_additional(purpose, term, owner))


def unwrap(wrapping, wrapped, purpose, term, owner=bytes(16)):
    assert wrapped[0] == 1 and len(wrapped) == 105
    return committing_open(wrapping, b"xinyu wrapped key 1", wrapped[1:], wrap_additional(purpose, term, owner))


def value_header(term, place):
    header = b"\x01" + struct.pack(">I", term)
    return header, header + b"".join(with_length(part) for part in place)


def seal(key, term, nonce, text, place):
    header, additional = value_header(term, place)
    padded = text + b"\x80"
    padded += bytes(-len(padded) % 16)
    return header + committing_seal(key, b"xinyu sealed value 1", nonce, padded, additional)


def unseal(key, term, sealed, place):
    header, additional = value_header(term, place)
    assert sealed[:5] == header
    padded = committing_open(key, b"xinyu sealed value 1", sealed[5:], additional)
    text = padded.rstrip(b"\0")
    assert len(padded) % 16 == 0 and len(padded) - len(text) < 16 and text.endswith(b"\x80"), "padding"
    return text[:-1]


def normalise(field, text):
    plain = unicodedata.normalize("NFKC", text).strip()
    if field == "national-id":
        return plain.upper()
    if field == "full-name":
        for dot in "\u2022\u2027\u2219\u30FB":
            plain = plain.replace(dot, "\u00B7")
        return " ".join(plain.split())
    if field == "login-name":
        return unicodedata.normalize("NFKC", plain.lower())
    return plain


def blind_index(key, field, bits, text):
    label = ("xinyu blind index 1 " + field).encode()
    digest = blake2b(with_length(label) + with_length(normalise(field, text).encode()), key)
    cut = bytearray(digest[:(bits + 7) // 8])
    if bits % 8:
        cut[-1] &= 0xFF << (8 - bits % 8) & 0xFF
    return bytes(cut)


def audit_record(record):
    def text(value):
        return struct.pack(">I", len(value.encode())) + value.encode()

    purpose = bytes.fromhex(record["purpose"])
    data = b"\x01" + struct.pack(">Qq", record["index"], record["time"]) + bytes.fromhex(record["actor"])
    data += struct.pack(">IIII", record["uid"], record["pid"], record["outcome"], record["marks"])
    data += bytes.fromhex(record["subject"])
    data += text(record["role"]) + text(record["method"]) + text(record["permission"]) + text(record["subject_kind"])
    data += struct.pack(">I", len(purpose)) + purpose + text(record["request_id"])
    data += struct.pack(">I", len(record["counts"]))
    for word, value in record["counts"]:
        data += text(word) + struct.pack(">Q", value)
    return data


def merkle_root(leaves):
    """RFC 6962, section 2.1, as it is written there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + merkle_root(leaves[:split]) + merkle_root(leaves[split:])).digest()


def note_key(name, public):
    typed = b"\x01" + public
    number = hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]
    return number, f"{name}+{number.hex()}+{base64.b64encode(typed).decode()}"


def public_key(seed):
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def checkpoint_text(checkpoint):
    root = base64.b64encode(bytes.fromhex(checkpoint["root"])).decode()
    return f"{checkpoint['origin']}\n{checkpoint['size']}\n{root}\ntime {checkpoint['time']}\n"


# --- Vectors ------------------------------------------------------------------------------------------------------

def material(label, size):
    """Fixed bytes that look random."""
    return hashlib.shake_256(b"xinyu vectors " + label.encode()).digest(size)


PURPOSES = ["data-key-encryption", "index", "audit", "signing"]


def make():
    root = material("root", 32)
    secrets = {purpose: material(purpose, 32) for purpose in PURPOSES}
    nonces = {purpose: material("nonce of " + purpose, 24) for purpose in PURPOSES}
    owners = []
    for number in range(2):
        owner, secret, nonce = (material(f"{what} {number}", size)
                                for what, size in (("owner", 16), ("owner secret", 32), ("owner nonce", 24)))
        owners.append({
            "owner": owner.hex(), "term": 1, "secret": secret.hex(), "nonce": nonce.hex(),
            "wrapped": wrap(secrets["data-key-encryption"], nonce, secret, "owner", 1, owner).hex()})
    wrapped = {
        "root": root.hex(),
        "keys": [{
            "purpose": purpose, "term": 1, "secret": secrets[purpose].hex(), "nonce": nonces[purpose].hex(),
            "wrapped": wrap(root, nonces[purpose], secrets[purpose], purpose, 1).hex()} for purpose in PURPOSES],
        "owners": owners,
    }

    values = []
    texts = ["", "张伟", "欧阳娜娜", "fifteen letters", "sixteen letters!", "\u0000", "面谈记录" * 40]
    for number, text in enumerate(texts):
        entry = owners[number % 2]
        table, column = ("student", "name") if number < 4 else ("interview_note", "text")
        row = bytes.fromhex(entry["owner"]) if number % 3 else material(f"row {number}", 4 + number)
        nonce = material(f"value nonce {number}", 24)
        place = (table.encode(), column.encode(), row, bytes.fromhex(entry["owner"]))
        values.append({
            "owner": number % 2, "nonce": nonce.hex(), "table": table, "column": column, "row": row.hex(),
            "plaintext": text.encode().hex(),
            "sealed": seal(bytes.fromhex(entry["secret"]), 1, nonce, text.encode(), place).hex()})

    indexes = []
    for field, bits, text in [
            ("student-number", 256, "20260101"), ("student-number", 13, "２０２６０１０１ "),
            ("national-id", 12, "11010519491231002x"), ("full-name", 11, "张伟"), ("full-name", 64, "买买提•艾力"),
            ("full-name", 8, "张\u3000 伟"), ("login-name", 256, " ＺｈａｎｇWei"), ("login-name", 1, "zhangwei")]:
        indexes.append({"field": field, "bits": bits, "text": text,
                        "value": blind_index(secrets["index"], field, bits, text).hex()})

    records = []
    for number in range(4):
        record = {
            "index": number, "time": 1788220800000 + number * 1234 - (2 << 41) * (number == 3),
            "actor": material(f"actor {number}", 16).hex() if number else "00" * 16,
            "uid": 1000 + number, "pid": 4000000000 + number, "outcome": [0, 7, 16, 5][number],
            "marks": [0, 1, 2, 5][number],
            "subject": material(f"subject {number}", 16).hex() if number else "00" * 16,
            "role": ["", "counsellor", "class_teacher", "crisis_lead"][number],
            "method": "xinyu.v1.ArchiveService/GetArchive", "permission": "archive.read",
            "subject_kind": ["", "student", "class", "student"][number],
            "purpose": material("purpose", 60 * number).hex(), "request_id": f"请求-{number}",
            "counts": [["answers", 900 * number], ["students", (1 << 64) - 1]][:number]}
        canonical = audit_record(record)
        record["canonical"] = canonical.hex()
        record["leaf_hash"] = hashlib.sha256(b"\0" + canonical).hexdigest()
        records.append(record)

    leaves = [bytes.fromhex(record["leaf_hash"]) for record in records]
    checkpoints = []
    for size in range(len(records) + 1):
        name = "school.example/xinyu"
        seed = secrets["signing"]
        number, vkey = note_key(name, public_key(seed))
        checkpoint = {"origin": name, "size": size, "root": merkle_root(leaves[:size]).hex(),
                      "time": 1788220900000 + size, "seed": seed.hex(), "vkey": vkey}
        signed = checkpoint_text(checkpoint)
        signature = Ed25519PrivateKey.from_private_bytes(seed).sign(signed.encode())
        line = base64.b64encode(number + signature).decode()
        checkpoint["note"] = f"{signed}\n\u2014 {name} {line}\n"
        checkpoints.append(checkpoint)

    return {"wrapped_keys": wrapped, "sealed_values": values, "blind_indexes": indexes, "audit_records": records,
            "checkpoints": checkpoints}


def check(vectors):
    """Opens and verifies what is in the files, from the files alone."""
    wrapped = vectors["wrapped_keys"]
    secrets = {}
    for key in wrapped["keys"]:
        secret = unwrap(bytes.fromhex(wrapped["root"]), bytes.fromhex(key["wrapped"]), key["purpose"], key["term"])
        assert secret.hex() == key["secret"], key["purpose"]
        secrets[key["purpose"]] = secret
    owners = []
    for entry in wrapped["owners"]:
        owner = bytes.fromhex(entry["owner"])
        secret = unwrap(secrets["data-key-encryption"], bytes.fromhex(entry["wrapped"]), "owner", entry["term"], owner)
        assert secret.hex() == entry["secret"]
        owners.append((owner, entry["term"], secret))
    for value in vectors["sealed_values"]:
        owner, term, secret = owners[value["owner"]]
        place = [value["table"].encode(), value["column"].encode(), bytes.fromhex(value["row"]), owner]
        sealed = bytes.fromhex(value["sealed"])
        assert unseal(secret, term, sealed, place).hex() == value["plaintext"]
        place[1] += b"x"
        try:
            unseal(secret, term, sealed, place)
            raise AssertionError("a value opened in another place")
        except InvalidTag:
            pass
    for index in vectors["blind_indexes"]:
        value = blind_index(secrets["index"], index["field"], index["bits"], index["text"])
        assert value.hex() == index["value"], index
    leaves = []
    for record in vectors["audit_records"]:
        canonical = audit_record(record)
        assert canonical.hex() == record["canonical"]
        leaves.append(hashlib.sha256(b"\0" + canonical).digest())
        assert leaves[-1].hex() == record["leaf_hash"]
    for checkpoint in vectors["checkpoints"]:
        assert merkle_root(leaves[:checkpoint["size"]]).hex() == checkpoint["root"]
        text, _, signatures = checkpoint["note"].partition("\n\n")
        assert text + "\n" == checkpoint_text(checkpoint)
        name, signature = signatures.removeprefix("\u2014 ").split()
        public = base64.b64decode(checkpoint["vkey"].split("+", 2)[2])[1:]
        number, vkey = note_key(name, public)
        assert vkey == checkpoint["vkey"]
        signature = base64.b64decode(signature)
        assert signature[:4] == number
        Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], (text + "\n").encode())


def main():
    # The published answer for HChaCha20 (draft-irtf-cfrg-xchacha-03, 2.2.1).
    assert hchacha20(bytes(range(32)), bytes.fromhex("000000090000004a0000000031415927")).hex() == (
        "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc")
    made = make()
    if sys.argv[1:] == ["--make"]:
        for name, content in made.items():
            text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
            (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")
    vectors = {name: json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in made}
    check(vectors)
    differing = [name for name in made if made[name] != vectors[name]]
    if differing:
        sys.exit("not as they are made: " + ", ".join(differing))
    print("all vectors hold: " + ", ".join(f"{len(vectors[name])} {name}" for name in made))


if __name__ == "__main__":
    main()
