package io.drey.protocol;

/** Answers a question of the server's; answers need not come in the order asked. */
public interface Answer extends Message {
    /** The number the question came with. */
    long request();
}
