"""The night sky itself: stars, Milky Way, air, lines, names, Moon, meteors."""
