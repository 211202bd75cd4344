package io.drey.model;

/** What the first attempt after a wish begins with. */
public enum StartFrom {
    /** The newest restore point there is; without any, nothing. */
    LATEST,
    /** Nothing: state is left behind knowingly. */
    NONE,
    /** A restore point named by its path. */
    PATH
}
