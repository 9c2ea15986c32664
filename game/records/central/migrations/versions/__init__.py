"""How the central tables came to be, step by step; alembic walks them."""
