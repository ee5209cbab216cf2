"""From a percent script to cells that know their lines."""
