package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;

/** Words the refusal of a template: which one, where, what was found, what is permitted. */
final class TemplateError {
    private TemplateError() {}

    static InvalidKeyException at(String template, int index, String problem) {
        return new InvalidKeyException(
                "key template " + Printable.text(template) + ", at index " + index + ": " + problem);
    }
}
