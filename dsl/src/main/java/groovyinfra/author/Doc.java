package groovyinfra.author;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the compiler keeps of the source of a {@link Library}, a fact, or a part of a fact's answer. Written by the compiler.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Doc {
    /** The text of its doc comment. */
    String value();

    /** Of a record: the source of each component's default; empty where there is none. */
    String[] defaults() default {};
}
