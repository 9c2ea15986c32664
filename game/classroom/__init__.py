"""A class before one projector: everybody answers on a phone, or without one; nothing needs the Internet."""
