"""What all of the runner stands on: errors, files, processes, what is said."""
