"""Red flags: a message whose suspicious parts are to be tapped; some messages have none."""
