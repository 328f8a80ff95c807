"""Whether one system is really better than another: tests, intervals, and what there is too little data for."""
