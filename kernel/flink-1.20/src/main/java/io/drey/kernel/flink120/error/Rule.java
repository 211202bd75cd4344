package io.drey.kernel.flink120.error;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises a kind of problem by its words. */
record Rule(Pattern pattern, BiFunction<Matcher, Problem, Diagnosis> diagnosis) {

    static Rule of(String regex, BiFunction<Matcher, Problem, Diagnosis> diagnosis) {
        return new Rule(Pattern.compile(regex, Pattern.DOTALL), diagnosis);
    }

    /** A rule whose finding does not depend on details. */
    static Rule of(String regex, Diagnosis diagnosis) {
        return of(regex, (matcher, problem) -> diagnosis);
    }

    /** The finding, at the place Flink names unless the rule knows a better one. */
    Optional<Diagnosis> apply(Problem problem) {
        return problem.match(pattern)
                .map(matcher -> diagnosis.apply(matcher, problem))
                .map(found -> found.span() != null ? found : found.at(problem.span().orElse(null)));
    }
}
