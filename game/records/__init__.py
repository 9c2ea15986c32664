"""What happened at the kiosk, on disk: results and nothing about people."""
