"""Files are read as they were written, also by readers with faults of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from demogen.build import generate
from demogen.bundle.schema import arrow_schema
from demogen.bundle.tables import table_spec
from demogen.bundle.write import write_table

CONFIG = {
    "country": "GB",
    "industry": "saas",
    "startDate": "2025-08-11",
    "asOf": "2025-11-19",
    "seed": "tiny",
    "teamSize": 3,
    "targets": {"leads": 100, "contacts": 50, "companies": 20, "closedWonCount": 10},
}


@pytest.fixture(scope="module")
def leads():
    return generate(CONFIG).tables["leads"]


@pytest.mark.parametrize(
    "phones",
    [["+16155550150", None], [None, "+16155550150"], [None], ["+16155550150"], ["+16155550150", None, "+16155550151"]],
)
def test_nulls_are_found_by_duckdb(leads, tmp_path, phones):
    """DuckDB 2.0 finds nulls in every row of a text column whose file says that it has one value and nulls."""
    rows = len(leads)
    values = [phones[i % len(phones)] for i in range(rows)]
    spec = table_spec("leads")
    table = leads.set_column(leads.schema.get_field_index("phone"), "phone", pa.array(values, pa.string()))
    (tmp_path / "data").mkdir()
    with ThreadPoolExecutor(1) as pool:
        write_table(spec, table.cast(arrow_schema(spec)), tmp_path, pool)
    path = tmp_path / "data" / "leads.parquet"
    found = duckdb.connect().execute(f"SELECT count(*) FROM read_parquet('{path}') WHERE phone IS NULL").fetchall()
    assert found == [(values.count(None),)]
    assert pq.read_table(path).column("phone").to_pylist() == values
