"""What comes in about rounds and dossiers, parsed into typed values."""
