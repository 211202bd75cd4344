package io.drey.protocol;

/** A body of an {@link Envelope}; what it is follows from its {@link MessageKind}. */
public interface Message {
    /** Which message this is. */
    MessageKind kind();
}
