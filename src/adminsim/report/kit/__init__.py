"""What all tables and figures are made with: style, fonts, canvas, and the writing of files."""
