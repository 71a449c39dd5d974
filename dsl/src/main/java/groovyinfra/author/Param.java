package groovyinfra.author;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a variable of a deploy file as one that the user can set, by {@code --set name=value}. Its default is evaluated when it is
 * first read, so that it may use another parameter; without a default a value must be given.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.LOCAL_VARIABLE, ElementType.FIELD})
public @interface Param {
    /** What it is for: one sentence for {@code --help}. */
    String description() default "";
}
