"""The content digest: a hash of values, whatever the chunks, offsets, dictionaries and rubbish behind them.

`reference_*` is the algorithm of docs/bundle.md written a second time, over plain Python values.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demogen.bundle.digest import BLOCK, _block_bytes, bundle_digest, canonical_json, column_digest, table_digest
from demogen.bundle.manifest import manifest_bytes, manifest_digest
from demogen.bundle.schema import TYPES, Column, TableSpec, arrow_schema, arrow_type
from demogen.bundle.tables import TABLES

DOCUMENT = Path(__file__).parents[2] / "docs" / "bundle.md"
VECTORS = json.loads(re.search(r"```json test-vectors\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)[1])

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

VALUES = {
    "uuid": [UUID(int=1), UUID(int=2**127 + 5), UUID(int=0)],
    "string": ["", "a", "ab", "Grüße", "東京", "😀", "a\0b"],
    "int": [0, 1, -1, 2**31 - 1, -(2**31)],
    "bool": [True, False],
    "timestamp": [datetime(2025, 3, 1, 12, 30, 0, 1, UTC), datetime(1969, 12, 31, tzinfo=UTC), EPOCH],
    "date": [date(2025, 3, 1), date(1969, 12, 31), date(1970, 1, 1)],
    "money": [Decimal("0.00"), Decimal("12.34"), Decimal("-0.01"), Decimal("9999999999999999.99")],
}
ZERO = {"uuid": UUID(int=0), "string": "", "int": 0, "bool": False, "money": Decimal("0.00")}
ZERO |= {"timestamp": EPOCH, "date": date(1970, 1, 1)}

kinds = st.sampled_from(TYPES)
columns = kinds.flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(st.one_of(st.none(), st.sampled_from(VALUES[kind])), max_size=12))
)


def column_of(kind, name="x"):
    return Column(name, kind, "A column.", nullable=True)


def array_of(kind, values):
    wanted = arrow_type(column_of(kind))
    if kind == "uuid":
        storage = pa.array([value and value.bytes for value in values], type=pa.binary(16))
        return pa.ExtensionArray.from_storage(wanted, storage)
    return pa.array(values, type=wanted)


def digest_of(kind, values):
    return column_digest(column_of(kind), pa.chunked_array([array_of(kind, values)]))


def bytes_of(kind, value):
    """Return the bytes of a value that is no text."""
    value = ZERO[kind] if value is None else value
    if kind == "uuid":
        return value.bytes
    if kind == "timestamp":
        return struct.pack("<q", (value - EPOCH) // timedelta(microseconds=1))
    if kind == "money":
        return int(value * 100).to_bytes(16, "little", signed=True)
    if kind == "date":
        return struct.pack("<i", (value - date(1970, 1, 1)).days)
    return struct.pack("<?" if kind == "bool" else "<i", value)


def reference_column(kind, values):
    content = f"demogen-content/1\0{kind}\0{len(values)}\0".encode("ascii")
    for start in range(0, len(values), 65_536):
        block = values[start : start + 65_536]
        if kind == "string":
            texts = [(value or "").encode("utf-8") for value in block]
            content += b"".join(struct.pack("<I", len(one)) for one in texts) + b"".join(texts)
        else:
            content += b"".join(bytes_of(kind, value) for value in block)
        content += bytes(value is not None for value in block)
    return hashlib.sha256(content).hexdigest()


def reference_json(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def reference_table(name, kinds, values):
    """Hash a table of columns given as name to type and name to values, in the order of the columns."""
    listed = [{"digest": reference_column(kind, values[key]), "name": key, "type": kind} for key, kind in kinds.items()]
    rows = len(next(iter(values.values())))
    return reference_json({"algorithm": "demogen-content/1", "columns": listed, "rows": rows, "table": name})


def spec_of(kinds, name="things"):
    return TableSpec(name, "A table.", tuple(column_of(kind, key) for key, kind in kinds.items()))


def table_of(kinds, values):
    return pa.table({key: array_of(kind, values[key]) for key, kind in kinds.items()})


def read_vector(kind, value):
    """Read a value of a vector in the document: ids, moments, days and money stand there as text."""
    if value is None or kind in {"string", "int", "bool"}:
        return value
    return {"uuid": UUID, "timestamp": datetime.fromisoformat, "date": date.fromisoformat, "money": Decimal}[kind](
        value
    )


@pytest.mark.parametrize("vector", VECTORS["columns"], ids=lambda vector: vector["name"])
def test_column_vectors_of_the_document(vector):
    values = [read_vector(vector["type"], value) for value in vector["values"]] * vector.get("times", 1)
    assert digest_of(vector["type"], values) == vector["digest"]
    assert reference_column(vector["type"], values) == vector["digest"]


def test_column_vectors_cover_every_type():
    assert {vector["type"] for vector in VECTORS["columns"]} == set(TYPES)
    assert any(None in vector["values"] for vector in VECTORS["columns"])
    assert any(len(vector["values"]) * vector.get("times", 1) > BLOCK for vector in VECTORS["columns"])


@pytest.mark.parametrize("vector", VECTORS["tables"], ids=lambda vector: vector["table"])
def test_table_vectors_of_the_document(vector):
    kinds = vector["columns"]
    values = {key: [read_vector(kind, value) for value in vector["values"][key]] for key, kind in kinds.items()}
    assert table_digest(spec_of(kinds, vector["table"]), table_of(kinds, values)) == vector["digest"]
    assert reference_table(vector["table"], kinds, values) == vector["digest"]


def test_bundle_vector_of_the_document():
    tables = {vector["table"]: vector["digest"] for vector in VECTORS["tables"]}
    assert bundle_digest(tables) == VECTORS["bundle"]
    assert (
        f"demogen-content/1:{reference_json({'algorithm': 'demogen-content/1', 'tables': tables})}" == VECTORS["bundle"]
    )


def test_manifest_vector_of_the_document():
    vector = VECTORS["manifest"]
    head, _, _ = vector["file"].partition(',"manifestDigest":')
    assert f"sha256:{hashlib.sha256(f'{head}}}'.encode()).hexdigest()}" == vector["digest"]
    manifest = json.loads(vector["file"])
    assert manifest_digest(manifest) == manifest["manifestDigest"] == vector["digest"]
    assert manifest_bytes(manifest) == vector["file"].encode()


def test_document_names_every_key_and_type():
    text = DOCUMENT.read_text(encoding="utf-8")
    described = json.loads(DOCUMENT.parents[1].joinpath("schemas/manifest.schema.json").read_text(encoding="utf-8"))
    entries = [described["properties"][key]["items"] for key in ("tables", "files", "months")]
    keys = [key for part in (described, *entries) for key in part["properties"]]
    assert [key for key in [*keys, *TYPES] if f"`{key}`" not in text] == []


@given(columns)
def test_column_digest_equals_its_description(column):
    assert digest_of(*column) == reference_column(*column)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("rows", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7])
def test_column_digest_cuts_blocks_as_described(kind, rows):
    values = ([*VALUES[kind], None] * (rows // 3))[:rows]
    assert digest_of(kind, values) == reference_column(kind, values)


@given(columns, st.lists(st.integers(0, 12), max_size=4))
def test_column_digest_ignores_chunks(column, cuts):
    kind, values = column
    marks = sorted({0, len(values), *(cut for cut in cuts if cut < len(values))})
    pieces = [array_of(kind, values[a:b]) for a, b in pairwise(marks)]
    empty = array_of(kind, [])
    chunks = [empty, *[chunk for piece in pieces for chunk in (piece, empty)]]
    assert column_digest(column_of(kind), pa.chunked_array(chunks, type=empty.type)) == digest_of(kind, values)


@given(columns, st.integers(0, 9), st.integers(0, 9))
def test_column_digest_ignores_offsets(column, before, after):
    kind, values = column
    around = [*VALUES[kind], None] * 3
    whole = array_of(kind, [*around[:before], *values, *around[:after]])
    sliced = whole.slice(before, len(values))
    assert column_digest(column_of(kind), pa.chunked_array([sliced])) == digest_of(kind, values)
    # Arrow may or may not copy a slice when it joins chunks; a block that still has an offset must be read right too.
    parts = [_block_bytes(column_of(kind), array) for array in (sliced, array_of(kind, values))]
    assert [bytes(part) for part in parts[0]] == [bytes(part) for part in parts[1]]


@given(st.lists(st.one_of(st.none(), st.sampled_from(VALUES["string"])), max_size=12))
def test_column_digest_ignores_how_text_is_kept(values):
    expected = digest_of("string", values)
    plain = pa.array(values, type=pa.string())
    kept = [plain.dictionary_encode(), plain.cast(pa.large_string()), plain.cast(pa.string_view())]
    words = [*VALUES["string"], None, "never used"]
    kept.append(pa.DictionaryArray.from_arrays(pa.array([words.index(v) for v in values], pa.int16()), pa.array(words)))
    kept.append(plain.cast(pa.large_string()).dictionary_encode())
    for array in kept:
        assert column_digest(column_of("string"), pa.chunked_array([array])) == expected
        halves = [array.slice(0, len(values) // 2), array.slice(len(values) // 2)]
        assert column_digest(column_of("string"), pa.chunked_array(halves)) == expected


def test_column_digest_takes_dictionaries_that_differ():
    """Chunks of a file have a dictionary each."""
    chunks = [pa.array(["a", "b"]).dictionary_encode(), pa.array(["c", "a", None]).dictionary_encode()]
    assert column_digest(column_of("string"), pa.chunked_array(chunks)) == digest_of(
        "string", ["a", "b", "c", "a", None]
    )


@pytest.mark.parametrize("kind", TYPES)
def test_column_digest_ignores_what_lies_under_nulls(kind):
    """A null may have anything in its place: the same rows with zeros there must hash alike."""
    rubbish = array_of(kind, [VALUES[kind][1], VALUES[kind][0], VALUES[kind][1]])
    storage = rubbish.storage if isinstance(rubbish, pa.ExtensionArray) else rubbish
    buffers = [pa.py_buffer(np.packbits([0, 1, 0], bitorder="little").tobytes()), *storage.buffers()[1:]]
    masked = pa.Array.from_buffers(storage.type, 3, buffers)
    if kind == "uuid":
        masked = pa.ExtensionArray.from_storage(rubbish.type, masked)
    assert masked.to_pylist() == [None, VALUES[kind][0], None]
    assert column_digest(column_of(kind), pa.chunked_array([masked])) == digest_of(kind, [None, VALUES[kind][0], None])


@pytest.mark.parametrize("kind", TYPES)
def test_column_digest_tells_null_from_zero(kind):
    assert digest_of(kind, [None]) != digest_of(kind, [ZERO[kind]])
    assert digest_of(kind, [None, ZERO[kind]]) != digest_of(kind, [ZERO[kind], None])


@given(columns.filter(lambda column: len(column[1]) > 0), st.data())
def test_column_digest_changes_with_any_value(column, data):
    kind, values = column
    at = data.draw(st.integers(0, len(values) - 1))
    other = data.draw(st.sampled_from([*VALUES[kind], None]).filter(lambda value: value != values[at]))
    assert digest_of(kind, [*values[:at], other, *values[at + 1 :]]) != digest_of(kind, values)
    assert digest_of(kind, [*values, other]) != digest_of(kind, values)
    assert digest_of(kind, values[:-1]) != digest_of(kind, values)


@given(columns, st.randoms(use_true_random=False))
def test_column_digest_changes_with_the_order(column, random):
    kind, values = column
    shuffled = random.sample(values, len(values))
    assert (digest_of(kind, shuffled) == digest_of(kind, values)) == (shuffled == values)


def test_column_digest_tells_texts_apart_that_join_alike():
    joined = [["ab", "c"], ["a", "bc"], ["abc", ""], ["", "abc"], ["abc"]]
    assert len({digest_of("string", values) for values in joined}) == len(joined)


def test_column_digest_differs_by_type():
    """Also where the bytes are the same: no rows, and numbers against days."""
    assert len({digest_of(kind, []) for kind in TYPES}) == len(TYPES)
    assert digest_of("int", [7]) != digest_of("date", [date(1970, 1, 8)])


@pytest.mark.parametrize(
    ("kind", "array"),
    [
        ("int", pa.array([1], pa.int64())),
        ("timestamp", pa.array([1], pa.timestamp("ns", tz="UTC"))),
        ("timestamp", pa.array([1], pa.timestamp("us"))),
        ("money", pa.array([Decimal("1.0")], pa.decimal128(18, 1))),
        ("money", pa.array([Decimal("1.00")], pa.decimal128(38, 2))),
        ("date", pa.array([1], pa.date64())),
        ("uuid", pa.array([b"0123456789abcdef"], pa.binary(16))),
        ("bool", pa.array([1], pa.uint8())),
        ("string", pa.array([b"a"], pa.binary())),
        ("string", pa.array([1], pa.int32())),
        ("int", pa.array([1], pa.int64()).dictionary_encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value.type),
)
def test_column_digest_refuses_values_of_another_type(kind, array):
    with pytest.raises(TypeError, match="x: values of Arrow type"):
        column_digest(column_of(kind), pa.chunked_array([array]))


KINDS = {"a": "int", "b": "string", "c": "int"}
ROWS = {"a": [1, 2, None], "b": ["x", None, ""], "c": [4, 5, 6]}


def things_digest(kinds=KINDS, rows=ROWS, name="things"):
    return table_digest(spec_of(kinds, name), table_of(kinds, rows))


@pytest.mark.parametrize(
    "other",
    [
        things_digest(rows=ROWS | {"a": ROWS["c"], "c": ROWS["a"]}),
        things_digest(rows={key: values[::-1] for key, values in ROWS.items()}),
        things_digest(rows={key: values[:2] for key, values in ROWS.items()}),
        things_digest(rows={key: [] for key in ROWS}),
        things_digest(name="thing"),
        things_digest({"a": "int", "b": "string"}),
        things_digest({"b": "string", "a": "int", "c": "int"}),
        things_digest({"a": "int", "b": "string", "d": "int"}, ROWS | {"d": ROWS["c"]}),
        things_digest(KINDS | {"c": "date"}, ROWS | {"c": [date(1970, 1, day + 1) for day in ROWS["c"]]}),
    ],
    ids=["columns swapped", "rows turned", "row less", "empty", "name", "column less", "order", "renamed", "type"],
)
def test_table_digest_changes(other):
    assert other != things_digest()


def test_table_digest_goes_by_the_specification():
    """Neither the order of the Arrow columns nor further ones matter; what is asked for must be there."""
    table = table_of(KINDS, ROWS)
    assert table_digest(spec_of(KINDS), table.select(["c", "a", "b"])) == things_digest()
    assert table_digest(spec_of(KINDS), table.append_column("z", pa.array([1, 2, 3]))) == things_digest()
    with pytest.raises(KeyError):
        table_digest(spec_of(KINDS), table.drop(["a"]))


@given(st.lists(st.sampled_from([spec.name for spec in TABLES]), unique=True), st.randoms(use_true_random=False))
def test_bundle_digest_ignores_the_order_of_tables(names, random):
    tables = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    assert bundle_digest({name: tables[name] for name in random.sample(names, len(names))}) == bundle_digest(tables)


def test_bundle_digest_counts_every_table():
    """Also an empty one: that a table has no rows is content, and which columns it would have is, too."""
    empty = table_digest(TABLES[0], arrow_schema(TABLES[0]).empty_table())
    assert bundle_digest({"things": things_digest(), "none": empty}) != bundle_digest({"things": things_digest()})
    assert bundle_digest({"things": things_digest()}) != bundle_digest({"thing": things_digest()})
    assert len({table_digest(spec, arrow_schema(spec).empty_table()) for spec in TABLES}) == len(TABLES)


@pytest.mark.parametrize("rows", [0, 3, 200_000])
@pytest.mark.parametrize("group", [64, 70_000, 2**20], ids=str)
def test_table_digest_survives_a_file(tmp_path, rows, group):
    kinds = {kind: kind for kind in TYPES}
    values = {kind: ([*VALUES[kind], None] * (rows + 1))[:rows] for kind in TYPES}
    table = table_of(kinds, values)
    if rows > 1000 and group < 1000:
        table, rows = table.slice(0, 1000), 1000
    pq.write_table(table, tmp_path / "x.parquet", row_group_size=group, use_dictionary=["string"], store_schema=False)
    back = pq.ParquetFile(tmp_path / "x.parquet").read()
    assert table_digest(spec_of(kinds), back) == table_digest(spec_of(kinds), table)
    coded = pq.ParquetFile(tmp_path / "x.parquet", read_dictionary=["string"]).read()
    assert table_digest(spec_of(kinds), coded) == table_digest(spec_of(kinds), table)


def test_canonical_json_is_one_way_to_write():
    assert (
        canonical_json({"b": [1, None, True], "a": {"é": "東京", "d": 0.1}})
        == '{"a":{"d":0.1,"é":"東京"},"b":[1,null,true]}'.encode()
    )
    assert canonical_json({"a": 1, "b": 2}) == canonical_json({"b": 2, "a": 1})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"x"], ids=["nan", "inf", "set", "bytes"])
def test_canonical_json_refuses(value):
    with pytest.raises((ValueError, TypeError)):
        canonical_json({"a": value})
