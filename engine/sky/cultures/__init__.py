"""Sky cultures: how a people joins the stars to figures, and what it calls them."""
