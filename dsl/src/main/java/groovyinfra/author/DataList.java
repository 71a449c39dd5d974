package groovyinfra.author;

import groovy.lang.Closure;
import groovyinfra.model.ProblemException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;

/**
 * A list in the data of a host, as scripts read it. What Groovy does in place and gives as a value, {@code sort} and {@code unique}, is
 * done: each reader has a list of its own. What would be lost with that is refused: a script that adds something wants it to be
 * there later.
 */
public final class DataList extends AbstractList<Object> implements RandomAccess {
    private final String host;
    private final String place;
    private final List<Object> items;

    DataList(String host, String place, List<Object> items) {
        this.host = host;
        this.place = place;
        this.items = items;
    }

    /** Another one, with copies of what is in it. */
    DataList copied(UnaryOperator<Object> copy) {
        List<Object> copies = new ArrayList<>(items.size());
        items.forEach(each -> copies.add(copy.apply(each)));
        return new DataList(host, place, copies);
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public void sort(Comparator<? super Object> order) {
        items.sort(order);
    }

    /** Without what is equal to something before it. */
    public DataList unique() {
        DefaultGroovyMethods.unique(items);
        return this;
    }

    /** Without what the closure takes for equal to something before it: a value of one element, or a comparison of two. */
    public DataList unique(Closure<?> closure) {
        DefaultGroovyMethods.unique(items, closure);
        return this;
    }

    @Override
    public void add(int index, Object element) {
        throw readOnly();
    }

    @Override
    public Object set(int index, Object element) {
        throw readOnly();
    }

    @Override
    public Object remove(int index) {
        throw readOnly();
    }

    private ProblemException readOnly() {
        return Data.readOnly(
                host,
                place + " cannot be changed",
                "Write host." + place + " + .. or - .., or change a copy: host." + place + ".toList()");
    }
}
