"""The usual round of a programme's year, shipped as dated data with its mark."""

from functools import cache
from importlib.resources import files

import yaml

from binhyen.programmes.rules.cycle import Cycle, cycle_from_data


@cache
def usual_cycle() -> Cycle:
    """Return the round that holds where a programme says nothing else."""
    data = yaml.safe_load(files("binhyen.programmes").joinpath("packs/cycle.yaml").read_text("utf-8"))
    return cycle_from_data(data["cycles"][-1])
