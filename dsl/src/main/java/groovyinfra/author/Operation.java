package groovyinfra.author;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.codehaus.groovy.transform.GroovyASTTransformationClass;

/**
 * Marks a method of a {@link Library} as an operation: its body is a pure function from facts to steps.
 *
 * <p>The first parameter is the subject. It is given without a name, and so may be the parameters right after it that have no
 * default; every further one is a named option and has a default, or must be given. Called from a deploy file or a recipe the
 * method makes a call; called from the body of another operation it adds its steps to those of that one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@GroovyASTTransformationClass("groovyinfra.compile.OperationTransform")
public @interface Operation {
    /** Whether it is one command, which may go on by itself: {@code background: true}. */
    boolean background() default false;
}
