package io.drey.server.kernel;

import io.drey.model.KernelId;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;

/** Hears what kernels say and what becomes of them. Called by one thread at a time per kernel. */
public interface KernelListener {
    /** The kernel can run something now. */
    void ready(KernelId kernel);

    /**
     * The kernel has dialled, for the first time or anew: what was on its way to it may be lost.
     */
    void connected(KernelId kernel);

    void said(KernelId kernel, Message message);

    /** Rows the kernel made itself or collected. */
    void sentRows(KernelId kernel, RowFrame frame);

    /**
     * The kernel's process is gone; its temporary tables with it.
     *
     * @param wasAsked whether somebody stopped or restarted it on purpose
     */
    void lost(KernelId kernel, String why, boolean wasAsked);
}
