package groovyinfra.model;

import java.util.List;

/** The facts of one host at one point of its program, for the identity of one call. */
public interface Facts {

    /** The answer; asks the host where it is not known. */
    <T> T get(Fact<T> fact);

    /** The answers, in the order of the questions; those that are not known travel in one message. */
    List<?> get(List<? extends Fact<?>> facts);

    /** The same facts as another identity would get them. */
    Facts as(Identity identity);
}
