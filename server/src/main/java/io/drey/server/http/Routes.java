package io.drey.server.http;

import java.util.List;

/** A group of calls about one thing. */
public interface Routes {
    List<Route> routes();
}
