"""Pure words everyone speaks: actors, decisions, findings, lifecycles, periods, ports, trees, Vietnamese."""
