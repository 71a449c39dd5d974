/**
 * Where hosts come from: inventory files, programs and lists, the project file, and the choice among them.
 *
 * <p>Sources are read into a {@link groovyinfra.inventory.Roster}, which knows of every value where it was given; a roster and
 * a selection give the {@link groovyinfra.model.Inventory} of a run. Everything that is wrong with the files is found in one go.
 */
package groovyinfra.inventory;
