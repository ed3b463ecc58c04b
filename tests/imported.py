"""Everything that the programs import when they need it, imported: their own modules, and what those are built on."""

import importlib
import pkgutil

import demogen
import loader

# Arrow imports pandas where it is installed. Of duckdb and pyarrow some parts are imported with the first use.
LIBRARIES = (
    *("duckdb", "jinja2", "jsonschema", "numpy.ma", "numpy.random", "pandas", "pgpq", "psycopg", "psycopg_pool"),
    *("pyarrow.compute", "pyarrow.dataset", "pyarrow.parquet", "uvicorn", "xlsxwriter"),
)

for package in (demogen, loader):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".data.sources" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
for name in LIBRARIES:
    importlib.import_module(name)
