"""From an answer link to paper: addresses, QR codes and printable sheets."""
