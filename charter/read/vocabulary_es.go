package read

var spanish = language{
	code: "es",
	common: "el, los, las, del, y, para, por, una, con, su, se, es, al, esta, lo, como, " +
		"utilizamos, proveedor, finalidad, duración, sitio, este, estas",
	months: "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre setiembre, " +
		"octubre, noviembre, diciembre",
	phrases: []phrases{
		{saysNecessary, "necesaria, necesarias, necesario, necesarios, esencial, esenciales, " +
			"técnica, técnicas, técnico, técnicos, imprescindible, imprescindibles, obligatoria, " +
			"obligatorias"},
		{saysFunctional, "funcional, funcionales, funcionalidad"},
		{saysStatistics, "estadística, estadísticas, estadístico, estadísticos, analítica, " +
			"analíticas, análisis, medición, rendimiento, audiencia"},
		{saysInternal, "preferencia, preferencias, personalización"},
		{saysOwn, "propia, propias, propio, propios, interna, internas"},
		{saysThirdParty, "tercero, terceros, publicidad, publicitaria, publicitarias, " +
			"redes sociales, sociales, externa, externas, comportamentales"},

		{ofName, "nombre, nombres, denominación"},
		{ofName | maybe, "galleta, galletas"},
		{ofProvider, "proveedor, proveedores, titular, emisor, entidad, empresa, editor"},
		{ofProvider | maybe, "dominio, procedencia, origen, herramienta"},
		{ofService, "servicio"},
		{ofPurpose, "finalidad, finalidades, propósito, objetivo"},
		{ofPurpose | maybe, "descripción, uso, función, utilidad"},
		{ofDuration, "duración, caducidad, vencimiento, expiración, conservación, plazo, " +
			"persistencia"},
		{ofCategory, "categoría, tipo, tipología, clase"},
		{ofConsent, "consentimiento"},
		{ofOther, "dato, datos"},

		{ofTexts, "información técnica, detalles técnicos"},

		{aCookie, "galleta, galletas"},
		{aDefiner, "las, los, una"},
		{aLink, "estrictamente, llamadas, denominadas, tipo, de, o, y, e"},
		{anAnd, "y, e, o"},
		{aNegation, "no, ningún, ninguna, nunca, distintas de"},
		{aWithout, "sin"},
		{aDoubt, "mayoría, cuando, salvo, excepto, puede, pueden, algunas, algunos, además"},
		{aPointer, "siguientes, siguiente, a continuación"},
		{aThese, "estas, estos"},
		{aQuestion, "qué es, qué son"},
		{anAll, "todas, todos"},
		{aRest, "otro, otra, otros, otras"},
		{aRest | aDoubt, "opcional, opcionales"},

		{aConsent, "consentimiento, permiso, autorización"},
		{anExemption, "exento, exentos, exenta, exentas, exceptuadas, exención"},
		{aDemand, "sujetas, requieren, requiere, necesitan, necesita, necesario, requerido, " +
			"obligatorio, pide"},
		{aNeed, "sin ellas, sin estas, imprescindibles"},
		{aComfort, "preferencias, personalizar, mejorar, recordar"},

		{aDay, "día, días"},
		{aWeek, "semana, semanas"},
		{aMonth, "mes, meses"},
		{aYear, "año, años"},
		{aMoment, "segundo, segundos, minuto, minutos, hora, horas, sesión, visita, navegador"},
		{aSpan, "el, la, de, del, un, una, al, cerrar, fin, final, hasta, máximo, después, " +
			"duración, caducidad, caduca, tras"},

		{anUpdate, "última actualización, actualizado, actualizada, fecha de actualización, " +
			"última modificación"},
		{aHome, "inicio, está usted en"},
		{aLeftover, "descargar en pdf, descargar pdf, imprimir, compartir, inicio, menú, " +
			"ir al contenido, saltar al contenido, volver"},
		{aChoice, "aceptar, aceptar todo, aceptar todas, rechazar, rechazar todo, rechazar todas, " +
			"configurar, cerrar"},
		{anAbsence, "página no encontrada, no encontrado, acceso denegado"},
		{aYes, "sí"},
	},
	headers: [...]string{name: "Cookie", "Proveedor", "Servicio", "Finalidad", "Duración",
		"Categoría"},
	kinds:   [...]string{"No indicada", "Necesarias", "Estadísticas", "Internas", "Terceros"},
	details: "Detalles",
}
