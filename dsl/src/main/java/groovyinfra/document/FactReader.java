package groovyinfra.document;

import groovyinfra.author.Doc;
import groovyinfra.deploy.Reference.Answer;
import groovyinfra.deploy.Reference.Entry;
import groovyinfra.deploy.Reference.Item;
import groovyinfra.deploy.Reference.Shape;
import groovyinfra.model.Fact;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a fact declares: its arguments, and the shape of its answer. */
final class FactReader {
    private FactReader() {}

    static Entry fact(Class<?> fact) {
        DocComment doc = ReferenceReader.doc(fact);
        List<Item> arguments = items(fact, doc);
        String remark = isLasting(fact) ? "Asked once: the answer stays the same for the whole run." : "";
        return new Entry(
                fact.getSimpleName(), usage(fact, arguments), doc.text(), remark, arguments, Optional.of(answer(fact)));
    }

    private static String usage(Class<?> fact, List<Item> arguments) {
        String list = arguments.stream()
                .map(it -> it.otherwise().isEmpty() ? ", " + it.name() : " [, " + it.name() + "]")
                .collect(Collectors.joining());
        return "fact(" + fact.getSimpleName() + list + ")";
    }

    private static boolean isLasting(Class<?> fact) {
        return Arrays.stream(fact.getDeclaredMethods())
                .anyMatch(it -> it.getName().equals("lasting") && it.getParameterCount() == 0);
    }

    private static Answer answer(Class<?> fact) {
        Type type = Arrays.stream(fact.getGenericInterfaces())
                .filter(it -> it instanceof ParameterizedType generic && generic.getRawType() == Fact.class)
                .map(it -> ((ParameterizedType) it).getActualTypeArguments()[0])
                .findFirst()
                .orElse(Object.class);
        Set<Class<?>> shapes = new LinkedHashSet<>();
        reach(type, null, shapes);
        return new Answer(
                TypeWords.of(type), shapes.stream().map(FactReader::shape).toList());
    }

    /** The records in a type, and those in them that belong to the same fact. */
    private static void reach(Type type, Class<?> home, Set<Class<?>> shapes) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(it -> reach(it, home, shapes));
        } else if (type instanceof Class<?> plain
                && plain.isRecord()
                && plain.getEnclosingClass() != null
                && Fact.class.isAssignableFrom(plain.getEnclosingClass())
                && (home == null || home == plain.getEnclosingClass())
                && shapes.add(plain)) {
            for (RecordComponent component : plain.getRecordComponents()) {
                reach(component.getGenericType(), plain.getEnclosingClass(), shapes);
            }
        }
    }

    private static Shape shape(Class<?> type) {
        DocComment doc = ReferenceReader.doc(type);
        List<Item> properties = new ArrayList<>(items(type, doc).stream()
                .map(it -> new Item(it.name(), it.type(), "", it.text()))
                .toList());
        Arrays.stream(type.getDeclaredMethods())
                .filter(it -> it.isAnnotationPresent(Doc.class))
                .map(FactReader::property)
                .sorted(Comparator.comparing(Item::name))
                .forEach(properties::add);
        return new Shape(type.getSimpleName(), doc.text(), properties);
    }

    private static Item property(Method method) {
        String name = method.getName().replaceFirst("^(get|is)(?=[A-Z])", "");
        boolean property = method.getParameterCount() == 0 && !name.equals(method.getName());
        String arguments = Arrays.stream(method.getParameters())
                .map(java.lang.reflect.Parameter::getName)
                .collect(Collectors.joining(", ", "(", ")"));
        return new Item(
                property ? Character.toLowerCase(name.charAt(0)) + name.substring(1) : method.getName() + arguments,
                TypeWords.of(method.getGenericReturnType()),
                "",
                String.join(" ", ReferenceReader.doc(method).text().paragraphs()));
    }

    private static List<Item> items(Class<?> record, DocComment doc) {
        RecordComponent[] components = record.getRecordComponents();
        String[] defaults = record.isAnnotationPresent(Doc.class)
                ? record.getAnnotation(Doc.class).defaults()
                : new String[0];
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            items.add(new Item(
                    name,
                    TypeWords.of(components[i].getGenericType()),
                    i < defaults.length ? defaults[i] : "",
                    doc.parameters().getOrDefault(name, "")));
        }
        return items;
    }
}
