"""The law of recognition: packs as data, the engine that reads them, windows, deadlines. Pure."""
