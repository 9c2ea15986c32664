"""Pictures and sounds of a pack, judged by their headers before anything decodes them."""
