package io.drey.kernel;

import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;

/**
 * Where the kernel's news go. Thread-safe.
 *
 * <p>Everything arrives in the order it was told, also across a broken connection; telling blocks
 * while too much waits to be sent.
 */
public interface Outlet {
    void tell(Message message);

    void tell(RowFrame rows);
}
