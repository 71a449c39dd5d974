/** One class that stands in the place of Groovy's; see docs/adr/0053. Nothing else belongs here. */
package org.codehaus.groovy.vmplugin.v9;
