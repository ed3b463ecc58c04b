"""Everything that the programs import when they need it, imported."""

import importlib
import pkgutil

import demogen
import loader

for package in (demogen, loader):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".data.sources" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
