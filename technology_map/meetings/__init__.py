"""The council's meetings: planned, held, decided in together, and published with their minutes."""
