package groovyinfra.author;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the compiler keeps of an {@linkplain Operation operation}, on the method that has its body. Written by the compiler. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Declared {
    /** The operation, as its author called it. */
    String name();

    /** Its parameters, the subject first. */
    String[] parameters();

    /** The source of each parameter's default; empty where there is none. */
    String[] defaults();

    /** The text of its doc comment. */
    String doc();

    /** Whether the body says at once that its steps run however the host looks. */
    boolean always() default false;

    /** Whether it may go on by itself. */
    boolean background() default false;
}
