"""Hydra, made ready: our folders of configuration files, and the defaults that overrides can name."""

import functools

from experiments import config_files
from scenarios.config import Config
from scenarios.fields import fields_of, is_group, tree_of


def ready(config_dir):
    """Hydra, made ready with our folders."""
    from hydra import initialize_config_dir
    from hydra.core.config_store import ConfigStore

    ConfigStore.instance().store("schema", _defaults(Config))
    _first_folder().folders = config_files.folders(config_dir)[:-1]
    return initialize_config_dir(str(config_files.BUILT_IN), version_base="1.3")


@functools.cache
def _first_folder():
    """The plugin through which Hydra searches the user's folder before our own."""
    from hydra.core.plugins import Plugins
    from hydra.plugins.search_path_plugin import SearchPathPlugin

    class FirstFolder(SearchPathPlugin):
        folders = ()

        def manipulate_search_path(self, search_path):
            for folder in self.folders:
                search_path.prepend("gravity", f"file://{folder}", "main")

    Plugins.instance().register(FirstFolder)
    return FirstFolder


def _defaults(group: type) -> dict:
    """Every setting that has a default, as plain data: what overrides can name."""
    tree = {}
    for name, hint in fields_of(group).items():
        if name in group._field_defaults:
            tree[name] = tree_of(group._field_defaults[name])
        elif is_group(hint):
            tree[name] = _defaults(hint)
    return tree
