package io.drey.kernel.flink120.error;

import io.drey.kernel.flink120.text.Span;
import io.drey.kernel.flink120.text.SqlWords;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, in plain words.
 *
 * @param code a name of the error catalog
 * @param suggestion the nearest right name, or what to do; null when there is none
 * @param span where in the statement; null when that is not known
 */
record Diagnosis(String code, String message, @Nullable String suggestion, @Nullable Span span) {

    static Diagnosis of(String code, String message) {
        return new Diagnosis(code, message, null, null);
    }

    Diagnosis suggest(@Nullable String what) {
        return new Diagnosis(code, message, what, span);
    }

    /** Suggests the nearest name, or else what to do. */
    Diagnosis suggest(Optional<String> nearest, String otherwise) {
        return suggest(nearest.map(name -> "Did you mean `" + name + "`?").orElse(otherwise));
    }

    Diagnosis at(@Nullable Span place) {
        return new Diagnosis(code, message, suggestion, place);
    }

    Diagnosis at(Optional<SqlWords.Word> word) {
        return word.isPresent() ? at(word.get().span()) : this;
    }
}
