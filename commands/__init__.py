"""What an author asks for as a whole; the only room that knows both the runner and the theme."""
